"""Paper: a document as blocks, and writers that turn it into PDF, DOCX or Markdown, byte for byte the same each time."""
