/// The error codes that clients may rely on.
@NullMarked
package com.afftok.shared.error;

import org.jspecify.annotations.NullMarked;
