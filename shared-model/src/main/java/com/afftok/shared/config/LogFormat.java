package com.afftok.shared.config;

/// The format of the log: for people, or for a collector.
public enum LogFormat {
    HUMAN,
    JSON
}
