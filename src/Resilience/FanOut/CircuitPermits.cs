namespace Resilience.FanOut;

/// <summary>Tells circuit breakers what has come of calls.</summary>
internal static class CircuitPermits
{
    public static void Settle<T>(CircuitPermit permit, in Outcome<T> outcome)
    {
        if (outcome.IsSuccess)
            permit.Succeed();
        else if (outcome.IsFailure)
            permit.Fail(outcome.Exception!);
        permit.Dispose();
    }
}
