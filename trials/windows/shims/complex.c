/* The complex functions of Microsoft's C library, which Wine's `ucrtbase` declares and does not have; NumPy asks for
   their addresses when it is loaded. As there, a long double is a double. A complex number is passed like a structure
   of two, which is what both compilers do with their own type for it. */

#include <complex.h>
#include <math.h>

typedef struct { float v[2]; } pair_f;
typedef struct { double v[2]; } pair_d;

static float complex to_f(pair_f z) { return z.v[0] + z.v[1] * I; }
static double complex to_d(pair_d z) { return z.v[0] + z.v[1] * I; }
static pair_f from_f(float complex z) { pair_f p = {{crealf(z), cimagf(z)}}; return p; }
static pair_d from_d(double complex z) { pair_d p = {{creal(z), cimag(z)}}; return p; }

#define TO_REAL(name) \
    float shim_##name##f(pair_f z) { return name##f(to_f(z)); } \
    double shim_##name(pair_d z) { return name(to_d(z)); } \
    double shim_##name##l(pair_d z) { return name(to_d(z)); }
#define TO_COMPLEX(name) \
    pair_f shim_##name##f(pair_f z) { return from_f(name##f(to_f(z))); } \
    pair_d shim_##name(pair_d z) { return from_d(name(to_d(z))); } \
    pair_d shim_##name##l(pair_d z) { return from_d(name(to_d(z))); }

TO_REAL(cabs)
TO_REAL(carg)
TO_REAL(cimag)
TO_REAL(creal)
TO_COMPLEX(cacos)
TO_COMPLEX(cacosh)
TO_COMPLEX(casin)
TO_COMPLEX(casinh)
TO_COMPLEX(catan)
TO_COMPLEX(catanh)
TO_COMPLEX(ccos)
TO_COMPLEX(ccosh)
TO_COMPLEX(cexp)
TO_COMPLEX(clog)
TO_COMPLEX(conj)
TO_COMPLEX(cproj)
TO_COMPLEX(csin)
TO_COMPLEX(csinh)
TO_COMPLEX(csqrt)
TO_COMPLEX(ctan)
TO_COMPLEX(ctanh)

pair_f shim_cpowf(pair_f z, pair_f w) { return from_f(cpowf(to_f(z), to_f(w))); }
pair_d shim_cpow(pair_d z, pair_d w) { return from_d(cpow(to_d(z), to_d(w))); }
pair_d shim_cpowl(pair_d z, pair_d w) { return from_d(cpow(to_d(z), to_d(w))); }
