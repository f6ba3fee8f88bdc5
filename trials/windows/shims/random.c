/* `bcryptprimitives.dll`, which Wine 8 has not: what programs in Rust take their random numbers from. */

#include <windows.h>
#include <ntsecapi.h>

BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length)
{
    /* Wine's own; its name for it is one of the system's older ones. */
    return RtlGenRandom(data, (ULONG)length);
}
