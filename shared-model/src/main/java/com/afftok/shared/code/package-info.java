/// Signed public codes of links and clicks, and their verification.
@NullMarked
package com.afftok.shared.code;

import org.jspecify.annotations.NullMarked;
