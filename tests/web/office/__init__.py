"""Case files, books, figures and notices as pages."""
