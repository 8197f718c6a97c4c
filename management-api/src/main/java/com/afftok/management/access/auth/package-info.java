/// Registration and sign-in of promoters and advertisers.
@NullMarked
package com.afftok.management.access.auth;

import org.jspecify.annotations.NullMarked;
