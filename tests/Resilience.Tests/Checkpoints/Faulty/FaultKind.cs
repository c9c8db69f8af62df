namespace Resilience.Tests.Checkpoints.Faulty;

/// <summary>What happens to one call of a <see cref="FaultyDisk"/>.</summary>
public enum FaultKind
{
    /// <summary>The device reports an error, and nothing was done.</summary>
    ErrorBefore,

    /// <summary>The device reports an error, but did what it was asked for; a failed flush has dropped the data.</summary>
    ErrorAfter,

    /// <summary>There is no room; half of what was to be written was written.</summary>
    Full,

    /// <summary>The process ends before the call.</summary>
    CrashBefore,

    /// <summary>The process ends after the call, before anybody hears of it.</summary>
    CrashAfter,
}
