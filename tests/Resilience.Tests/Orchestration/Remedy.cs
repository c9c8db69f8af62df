namespace Resilience.Tests.Orchestration;

/// <summary>What a mitigation does.</summary>
internal enum Remedy
{
    Fail,
    Retry,
    RetryWith,
    Continue,
    Degrade,
    Skip,
    Abort,
    Throw,
    BeInterrupted,
    RetryThoughInterrupted,
}
