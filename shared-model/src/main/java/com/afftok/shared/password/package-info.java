/// The rule that new passwords must meet.
@NullMarked
package com.afftok.shared.password;

import org.jspecify.annotations.NullMarked;
