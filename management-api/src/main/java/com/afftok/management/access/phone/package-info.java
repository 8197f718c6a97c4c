/// Numbers of phones, and the codes by which people prove that they receive messages there.
@NullMarked
package com.afftok.management.access.phone;

import org.jspecify.annotations.NullMarked;
