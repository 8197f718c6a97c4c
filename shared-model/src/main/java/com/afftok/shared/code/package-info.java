/// Signed public codes: what a link or a click id looks like outside, and how a forged one is told
/// apart.
@NullMarked
package com.afftok.shared.code;

import org.jspecify.annotations.NullMarked;
