/* Numbers of open files. Debian's compiler makes a Python that counts its files in msvcrt.dll, while wheels are made for
   Microsoft's Python, which counts in ucrtbase.dll as they do: Pillow writes a JPEG, NumPy an array, into the number
   that Python told them. Numbers that Wine's ucrtbase has not given out are msvcrt's here. */

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdint.h>
#include <stdio.h>
#include <windows.h>

#define OF_WINE(name) ((name##_type)(void *)GetProcAddress(GetModuleHandleA("ucrtwine"), #name))

typedef intptr_t (*_get_osfhandle_type)(int);
typedef int (*_open_osfhandle_type)(intptr_t, int);
typedef int (*_write_type)(int, const void *, unsigned);
typedef int (*_read_type)(int, void *, unsigned);
typedef void *(*_fdopen_type)(int, const char *);
typedef int64_t (*_lseeki64_type)(int, int64_t, int);

static int is_known(int number) {
    return number >= 0 && number < 3 ? 1 : OF_WINE(_get_osfhandle)(number) != -1;
}

intptr_t shim__get_osfhandle(int number) {
    return is_known(number) ? OF_WINE(_get_osfhandle)(number) : _get_osfhandle(number);
}

int shim__write(int number, const void *bytes, unsigned count) {
    return is_known(number) ? OF_WINE(_write)(number, bytes, count) : _write(number, bytes, count);
}

int shim__read(int number, void *bytes, unsigned count) {
    return is_known(number) ? OF_WINE(_read)(number, bytes, count) : _read(number, bytes, count);
}

int64_t shim__lseeki64(int number, int64_t offset, int from) {
    return is_known(number) ? OF_WINE(_lseeki64)(number, offset, from) : _lseeki64(number, offset, from);
}

/* A stream owns its number: msvcrt's is closed, and another handle of the same file gets a number here. */
void *shim__fdopen(int number, const char *mode) {
    if (!is_known(number)) {
        HANDLE copy, self = GetCurrentProcess();
        HANDLE given = (HANDLE)_get_osfhandle(number);
        if (given == INVALID_HANDLE_VALUE || !DuplicateHandle(self, given, self, &copy, 0, FALSE, DUPLICATE_SAME_ACCESS))
            return NULL;
        _close(number);
        number = OF_WINE(_open_osfhandle)((intptr_t)copy, _O_BINARY);
    }
    return OF_WINE(_fdopen)(number, mode);
}
