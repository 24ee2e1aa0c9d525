"""DAWproject: the exchange format of Bitwig Studio, Studio One, Cubase and converters."""
