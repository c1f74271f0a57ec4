"""“Danh sách văn bản chưa xử lý” of each receiver: the lines that a person holds (QD11/D5.K3)."""
