"""AAF, the Advanced Authoring Format: what an application exports for another one, read into a Session.

An AAF carries tracks, clips, clip gain, gain and pan curves, fades, speed, mutes and markers; no plug-ins, sends, tempo
or static faders. It is a compound file (`container`) of objects that pyaaf2 opens (`opened`, `objects`); definitions
are known by their AUIDs alone (`auids`), since their names differ by application and language.
"""
