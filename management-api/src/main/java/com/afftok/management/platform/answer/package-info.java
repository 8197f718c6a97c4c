/// The form of every answer: the envelope, the request id, the headers, and what each failure is
/// called.
@NullMarked
package com.afftok.management.platform.answer;

import org.jspecify.annotations.NullMarked;
