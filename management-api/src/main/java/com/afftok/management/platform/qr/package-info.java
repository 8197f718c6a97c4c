/// QR codes as images.
@NullMarked
package com.afftok.management.platform.qr;

import org.jspecify.annotations.NullMarked;
