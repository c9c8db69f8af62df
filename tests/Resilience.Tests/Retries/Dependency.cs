namespace Resilience.Retries;

/// <summary>Something that is called: fails as told, else returns the number of the call.</summary>
internal sealed class Dependency(Func<int, Exception?> fault)
{
    public int Calls { get; private set; }

    /// <summary>Fails in the first calls, in this way.</summary>
    public static Dependency Failing(int times, Func<Exception>? fault = null) =>
        new(call => call > times ? null : fault?.Invoke() ?? new TransientException($"call {call}"));

    /// <summary>Fails always, in this way.</summary>
    public static Dependency Down(Func<Exception>? fault = null) => Failing(int.MaxValue, fault);

    public ValueTask<int> CallAsync(CancellationToken cancellationToken)
    {
        int call = ++Calls;
        return fault(call) is { } exception ? ValueTask.FromException<int>(exception) : new(call);
    }

    public int Call(CancellationToken cancellationToken)
    {
        int call = ++Calls;
        return fault(call) is { } exception ? throw exception : call;
    }
}
