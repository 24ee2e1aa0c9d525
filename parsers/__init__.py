"""Files of DAWs and plug-in states, and the standard terms: file in, Session out, and for some formats back again."""
