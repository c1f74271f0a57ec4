"""The exchange packet (edXML, QCVN 102:2016/BTTTT), shared by node and hub. Pure."""
