"""OFX and QFX as they come: the normaliser that stands between real files and ofxparse."""
