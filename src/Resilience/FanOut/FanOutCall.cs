namespace Resilience.FanOut;

/// <summary>A call in a fan-out that has begun; the default is one that has not.</summary>
/// <param name="Began">When, as a timestamp.</param>
/// <param name="Source">Cancels it.</param>
/// <param name="Permit">That of its own circuit breaker; does nothing if there is none.</param>
internal record struct FanOutCall(long Began, CancellationTokenSource? Source, CircuitPermit Permit)
{
    /// <summary>Whether its answer is known.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Whether it has been counted as failed because it took too long: what comes later counts no more.</summary>
    public bool IsGivenUp { get; set; }
}
