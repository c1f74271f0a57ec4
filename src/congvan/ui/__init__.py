"""What node and hub both show with: tokens, shell, parts, error pages, content policy. No domain word."""
