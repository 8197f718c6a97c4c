/// A click as both sides of the buffer agree on it, and its binary form.
@NullMarked
package com.afftok.shared.click;

import org.jspecify.annotations.NullMarked;
