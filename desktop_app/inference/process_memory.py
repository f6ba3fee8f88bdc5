"""How much memory this process has needed at most."""

import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        """`PROCESS_MEMORY_COUNTERS` of psapi.h."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            *(
                (name, ctypes.c_size_t)
                for name in (
                    "PeakWorkingSetSize",
                    "WorkingSetSize",
                    "QuotaPeakPagedPoolUsage",
                    "QuotaPagedPoolUsage",
                    "QuotaPeakNonPagedPoolUsage",
                    "QuotaNonPagedPoolUsage",
                    "PagefileUsage",
                    "PeakPagefileUsage",
                )
            ),
        )

    def peak_megabytes() -> int:
        """Megabytes; 0 where the system does not say."""
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        asked = ctypes.windll.kernel32.K32GetProcessMemoryInfo
        asked.argtypes = (wintypes.HANDLE, ctypes.POINTER(_Counters), wintypes.DWORD)
        process = ctypes.windll.kernel32.GetCurrentProcess
        process.restype = wintypes.HANDLE
        if not asked(process(), ctypes.byref(counters), counters.cb):
            return 0
        # Windows refuses memory that neither it nor the page file has, so what is promised counts.
        return int(max(counters.PeakWorkingSetSize, counters.PeakPagefileUsage)) // (1024 * 1024)
elif sys.platform == "darwin":
    import resource

    def peak_megabytes() -> int:
        """Megabytes; 0 where the system does not say."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024)
else:

    def peak_megabytes() -> int:
        """Megabytes; 0 where the system does not say."""
        # Not `getrusage`: there, a process begins with the peak of the one that started it.
        try:
            for line in Path("/proc/self/status").read_text(encoding="utf-8", errors="replace").splitlines():
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) // 1024
        except (OSError, ValueError, IndexError):
            pass
        return 0
