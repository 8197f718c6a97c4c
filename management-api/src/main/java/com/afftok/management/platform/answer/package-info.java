/// The form of all answers: envelope, request id, headers, and failures.
@NullMarked
package com.afftok.management.platform.answer;

import org.jspecify.annotations.NullMarked;
