"""How documents that were sent fare: the list “Theo dõi gửi, nhận” and the tab “Giao nhận” (QD11/D8.K4)."""
