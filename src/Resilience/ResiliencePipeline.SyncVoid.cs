using Resilience.Pipelines;

namespace Resilience;

// Synchronous calls without result.
public sealed partial class ResiliencePipeline
{
    /// <summary>Runs a synchronous call on this thread; delays and waits block it.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public void Execute<TState>(Action<TState, CancellationToken> callback, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Doors.Execute(_core, callback, state, cancellationToken);
    }

    /// <summary>Runs a synchronous call on this thread; delays and waits block it.</summary>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public void Execute(Action<CancellationToken> callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Execute(static (callback, cancellationToken) => callback(cancellationToken), callback, cancellationToken);
    }

    /// <summary>Runs a synchronous call on this thread; delays and waits block it. Failures are values.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>How the call ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public Outcome<Unit> ExecuteOutcome<TState>(
        Action<TState, CancellationToken> callback, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Doors.ExecuteOutcome(_core, callback, state, cancellationToken);
    }

    /// <summary>Runs a synchronous call on this thread; delays and waits block it. Failures are values.</summary>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>How the call ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public Outcome<Unit> ExecuteOutcome(Action<CancellationToken> callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return ExecuteOutcome(static (callback, cancellationToken) => callback(cancellationToken), callback, cancellationToken);
    }
}
