using System.Diagnostics.CodeAnalysis;

namespace Resilience.FanOut;

/// <summary>A call in a fan-out that has begun.</summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A source without timer or wait handle holds nothing to dispose, and may outlive the run.")]
internal sealed class FanOutCall(long began, CircuitPermit permit, bool hasPermit, CancellationTokenSource? source = null)
{
    private readonly CancellationTokenSource _source = source ?? new();

    public long Began => began;

    public CancellationToken Token => _source.Token;

    /// <summary>Whether it has been counted as failed because it took too long: what comes later counts no more.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Tells the circuit breaker what has come of it.</summary>
    public void Settle<T>(in Outcome<T> outcome)
    {
        if (!hasPermit)
            return;
        if (outcome.IsSuccess)
            permit.Succeed();
        else if (outcome.IsFailure)
            permit.Fail(outcome.Exception!);
        permit.Dispose();
    }

    // What somebody has registered with the token is not to run here.
    public void Cancel() => _ = _source.CancelAsync();

    /// <summary>Lets go of the caller's token.</summary>
    public void Release() => _source.Dispose();
}
