namespace Resilience.Benchmarks.Calls;

/// <summary>A call that ends in an exception, with the <c>catch</c> that its user has to write.</summary>
public readonly struct CatchingCall<TCall> : ICall
    where TCall : struct, ICall
{
    private readonly TCall _call;

    public CatchingCall(TCall call) => _call = call;

    public ValueTask<int> Invoke(CancellationToken cancellationToken)
    {
        try
        {
            // Not the 1 that is expected of a call: one that returns has not thrown.
            return new ValueTask<int>(Completed.Result(_call.Invoke(cancellationToken)) - 1);
        }
        catch (IOException)
        {
            return new ValueTask<int>(1);
        }
    }
}
