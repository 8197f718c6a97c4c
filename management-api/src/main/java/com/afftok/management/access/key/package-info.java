/// API keys of accounts.
@NullMarked
package com.afftok.management.access.key;

import org.jspecify.annotations.NullMarked;
