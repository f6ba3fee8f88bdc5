/* `icuuc.dll`, the converters of Windows 10, which Wine has not and Qt 6.10 or newer names in its imports. Qt has UTF-8,
   UTF-16 and the system's own code page itself and comes here for others alone: each answers "not there". */

enum { U_UNSUPPORTED_ERROR = 16 };

/* Of each function, the place among its arguments of the pointer to its error; 0: it has none. */
#define NOTHING_1(name) void *name(int *error) { if (error) *error = U_UNSUPPORTED_ERROR; return 0; }
#define NOTHING_2(name) void *name(void *a, int *error) { if (error) *error = U_UNSUPPORTED_ERROR; return 0; }
#define NOTHING_3(name) void *name(void *a, void *b, int *error) { if (error) *error = U_UNSUPPORTED_ERROR; return 0; }
#define NOTHING(name) void *name(void) { return 0; }

NOTHING_2(ucnv_open)
NOTHING(ucnv_close)
NOTHING(ucnv_reset)
NOTHING(ucnv_getMaxCharSize)
NOTHING_2(ucnv_getName)
NOTHING(ucnv_getToUCallBack)
NOTHING(ucnv_getFromUCallBack)
NOTHING(ucnv_countAvailable)
NOTHING(ucnv_getAvailableName)
NOTHING_3(ucnv_getStandardName)
NOTHING_2(ucnv_fromUCountPending)
NOTHING_2(ucnv_toUCountPending)
NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)

void ucnv_setToUCallBack(void *c, void *action, void *context, void **before, void **of, int *error)
{
    if (error) *error = U_UNSUPPORTED_ERROR;
}
void ucnv_setFromUCallBack(void *c, void *action, void *context, void **before, void **of, int *error)
{
    if (error) *error = U_UNSUPPORTED_ERROR;
}
void ucnv_toUnicode(void *c, void **to, void *end, void **from, void *limit, void *offsets, char flush, int *error)
{
    if (error) *error = U_UNSUPPORTED_ERROR;
}
void ucnv_fromUnicode(void *c, void **to, void *end, void **from, void *limit, void *offsets, char flush, int *error)
{
    if (error) *error = U_UNSUPPORTED_ERROR;
}
void ucnv_cbToUWriteUChars(void *c, void *source, int length, int offset, int *error)
{
    if (error) *error = U_UNSUPPORTED_ERROR;
}
void ucnv_cbFromUWriteUChars(void *c, void **source, void *end, int offset, int *error)
{
    if (error) *error = U_UNSUPPORTED_ERROR;
}
