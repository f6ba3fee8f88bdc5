/* Linux gives a process the registers for tiles of a matrix (AMX) when it asks; Windows gives them to all. ONNX Runtime
   for Windows therefore takes them where the processor has them, and would end of an illegal instruction in Wine. This
   is loaded into every process of Wine (LD_PRELOAD) and asks. Where there are none, nothing happens. */

#include <sys/syscall.h>
#include <unistd.h>

enum { ARCH_REQ_XCOMP_PERM = 0x1023, TILE_DATA = 18 };

__attribute__((constructor)) static void ask(void)
{
    syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, TILE_DATA);
}
