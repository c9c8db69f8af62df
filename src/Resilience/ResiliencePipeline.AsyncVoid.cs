using System.Runtime.CompilerServices;
using Resilience.Pipelines;

namespace Resilience;

// Asynchronous calls without result that return or throw.
public sealed partial class ResiliencePipeline
{
    /// <summary>Runs a call without result through the pipeline.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public ValueTask ExecuteAsync<TState>(
        Func<TState, CancellationToken, ValueTask> callback, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Doors.ExecuteAsync(_core, callback, state, cancellationToken);
    }

    /// <summary>Runs a call without result through the pipeline.</summary>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public ValueTask ExecuteAsync(Func<CancellationToken, ValueTask> callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return ExecuteAsync(static (callback, cancellationToken) => callback(cancellationToken), callback, cancellationToken);
    }

    /// <summary>Runs a call that returns a <see cref="Task"/> through the pipeline.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    [OverloadResolutionPriority(-1)]
    public ValueTask ExecuteAsync<TState>(
        Func<TState, CancellationToken, Task> callback, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Doors.ExecuteAsync(_core, callback, state, cancellationToken);
    }

    /// <summary>Runs a call that returns a <see cref="Task"/> through the pipeline.</summary>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    [OverloadResolutionPriority(-1)]
    public ValueTask ExecuteAsync(Func<CancellationToken, Task> callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return ExecuteAsync(static (callback, cancellationToken) => callback(cancellationToken), callback, cancellationToken);
    }
}
