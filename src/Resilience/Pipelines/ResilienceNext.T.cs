namespace Resilience.Pipelines;

/// <summary>The part of a pipeline that a middleware wraps, with the user's callback at its end.</summary>
/// <typeparam name="T">The type of the call's result.</typeparam>
public abstract class ResilienceNext<T>
{
    private readonly CancellationToken _caller;
    private ResilienceContext? _context;

    private protected ResilienceNext(ResilienceContext? context, CancellationToken caller)
    {
        _context = context;
        _caller = caller;
    }

    /// <summary>The context of the execution; made now if the caller gave none.</summary>
    public ResilienceContext Context => _context ??= new ResilienceContext(null, _caller);

    /// <summary>Whether the caller waits on its own thread, and the wrapped part ends before <see cref="InvokeAsync"/> returns.</summary>
    internal abstract bool IsSynchronous { get; }

    /// <summary>Runs the wrapped part. May be called again after the task has ended; never throws: failures are outcomes.</summary>
    /// <param name="cancellationToken">Cancels the wrapped part.</param>
    public abstract ValueTask<Outcome<T>> InvokeAsync(CancellationToken cancellationToken);
}
