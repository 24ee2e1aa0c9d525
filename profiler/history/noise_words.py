"""What a changed line means that is no decision: data for naming noise, by the line's first word.

The words are REAPER's, and those that other formats' readers keep lines under. Evidence: the share of consecutive real
saves in which each line changes without any other change (project's research, RPP_FORMAT §3 to §12).
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["NOT_READ", "reason_for"]

NOT_READ = "a line for which there is no standard term"
"""Reason given for words that this table does not know: the change is listed, never hidden."""

_VIEW = "what is seen on screen, not what is heard"
_SELECTION = "selection"
_EDITING = "a preference of the editor"
_RECORDING = "how and where to record"
_RENDER = "a bounce was set up or made"
_IDENTITY = "an id or running number that the application gives"
_LABEL = "a label"
_TIMEBASE = "ruler, grid or time base"
_REST = "the rest of a line whose terms are told: its exact digits, or fields without a term"
_NO_POINTS = "a curve without points"
_NOTES = "which notes are selected: the notes themselves are told by their hash"
_WARPED = "how a clip follows the tempo: an edit of time"
_GROUPED = "a group of tracks that are moved together: it makes no sound"
_COMPED = "which stretches of other lanes a lane was put together from: its clips tell"
_VERSION = "written or left out by another version of the application"

_WORDS: tuple[tuple[str, str], ...] = (
    (
        _VIEW,
        """
        ZOOM VZOOMEX CURSOR WNDRECT SHOW LASTSEL DOCKED FLOAT FLOATPOS MASTERTRACKVIEW MASTERTRACKHEIGHT
        TRACKHEIGHT MIXERUIFLAGS TCPUIFLAGS SHOWINMIX BUSCOMP LAYOUTS PEAKCOL MASTERPEAKCOL COLOR TAKECOLOR
        TRACKIMGFN VIDEO_CONFIG RULERLANE RULERHEIGHT MIDIEDITOR VELLANE CFGEDIT CFGEDITVIEW EVTFILTER KEYSNAP
        SRCCOLOR LANEHEIGHT VIS WAK PARM_TCP PEAKGAIN FEEDBACK ENVATTACH IMGRESOURCEFLAGS MIDICOLORMAPFN CFG VU
        SWSAUTOCOLOR FIXEDLANES LANENAME LANEREC ITEMLANES ENVFADESZ10 JS_DIMS
    """,
    ),
    (
        _SELECTION,
        """
        SEL SELECTION SELECTION2 MASTER_SEL TRACKSEL LOOP
    """,
    ),
    (
        _EDITING,
        """
        RIPPLE AUTOXFADE GROUPOVERRIDE POOLEDENVATTACH LOOPGRAN LOCK RECMODE TAKELANE TAKELANES GLOBAL_AUTO
        DEFSHAPE ARM MISCOPTS PROJBAY DEFPITCHMODE FREEMODE UNDO_HAS_TRACKENV EXTENSIONS EXTSTATE EXT EXTI PARMLEARN
        ITEMMIX ALLTAKES PARMALIAS MIDINOTENAMES MIDICTL MIDI_INPUT_CHANMAP GROUP MASTER_GROUP_FLAGS AUTOMUTE
    """,
    ),
    (
        _RECORDING,
        """
        REC RECORD_PATH RECORD_CFG USE_REC_CFG APPLYFX_CFG AUTO_RECARM INQ RECPASS METRONOME MIDIOUT
        REQUIRED_CHANNELS
    """,
    ),
    (
        _RENDER,
        """
        RENDER_FILE RENDER_PATTERN RENDER_FMT RENDER_1X RENDER_RANGE RENDER_RESAMPLE RENDER_ADDTOPROJ
        RENDER_STEMS RENDER_DITHER RENDER_CFG RENDER_NORMALIZE RENDER_TRIM REGIONRENDER
    """,
    ),
    (
        _IDENTITY,
        """
        IID IGUID GUID EGUID FXID TRACKID MASTER_TRACKID POOLEDEVTS ID FX_SLOT_HINT
    """,
    ),
    (
        _LABEL,
        """
        NOTES COMMENT TITLE AUTHOR KEY @author @version @noindex TEXTSTRINGFILE
    """,
    ),
    (
        _TIMEBASE,
        """
        GRID TIMEMODE TIMELOCKMODE TEMPOENVLOCKMODE SMPTESYNC PROJOFFS MAXPROJLEN BEAT SNAPOFFS CCINTERP
        CHASE_CC_TAKEOFFS TIMECODE
    """,
    ),
    (
        _WARPED,
        """
        Warped
    """,
    ),
    (
        _GROUPED,
        """
        RouteGroup
    """,
    ),
    (
        _VERSION,
        """
        PANLAWFLAGS MASTER_PANLAWFLAGS MASTER_PANMODE VOLTYPE PERF PLAYOFFS CHANMODE
    """,
    ),
    (
        _REST,
        """
        VOLPAN MASTER_VOLUME MUTESOLO MASTERMUTESOLO AUXRECV HWOUT MASTERHWOUT IPHASE ISBUS MAINSEND NCHAN MASTER_NCH FX
        MASTER_FX AUTOMODE MASTERAUTOMODE PANMODE WIDTH DUALPAN FADEIN FADEOUT TAKE TAKEVOLPAN POSITION LENGTH MUTE
        SOFFS PLAYRATE MAINSEND_NCH FILE SOURCE VST AU DX CLAP JS LV2 VIDEO_EFFECT CONTAINER BYPASS WET PRESETNAME DATA
        PT PPT ACT MARKER TEMPO SAMPLERATE NAME LANESOLO YPOS POOLEDENV POOLEDENVINST FREEZE
    """,
    ),
    (
        _COMPED,
        """
        LINKEDLANE
    """,
    ),
    (
        _NO_POINTS,
        """
        TEMPOENVEX MASTERPLAYSPEEDENV VOLENV VOLENV2 VOLENV3 PANENV PANENV2 WIDTHENV WIDTHENV2 MUTEENV AUXVOLENV
        AUXPANENV AUXMUTEENV MASTERVOLENV MASTERVOLENV2 MASTERVOLENV3 MASTERPANENV MASTERPANENV2 MASTERWIDTHENV
        MASTERWIDTHENV2 PARMENV
    """,
    ),
    (
        _NOTES,
        """
        E e X x
    """,
    ),
)

_REASONS: Mapping[str, str] = {word: reason for reason, words in _WORDS for word in words.split()}


def reason_for(word: str) -> str:
    """Why a change of the line that begins with this word is no decision.

    word  bare, or with the block that holds it before it: ``FXCHAIN/SHOW``
    """
    return _REASONS.get(word.rpartition("/")[2].lstrip("<"), NOT_READ)
