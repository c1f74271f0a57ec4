"""What the pages of all documents share: files, page images, signatures in sentences, the journey."""
