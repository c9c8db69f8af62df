using System.Runtime.CompilerServices;
using Resilience.Pipelines;

namespace Resilience;

// Asynchronous calls without result whose failures are values.
public sealed partial class ResiliencePipeline
{
    /// <summary>Runs a call without result; failures, cancellation and rejections are values.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>How the call ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public ValueTask<Outcome<Unit>> ExecuteOutcomeAsync<TState>(
        Func<TState, CancellationToken, ValueTask> callback, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Doors.ExecuteOutcomeAsync(_core, callback, state, cancellationToken);
    }

    /// <summary>Runs a call without result; failures, cancellation and rejections are values.</summary>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>How the call ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public ValueTask<Outcome<Unit>> ExecuteOutcomeAsync(
        Func<CancellationToken, ValueTask> callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return ExecuteOutcomeAsync(static (callback, cancellationToken) => callback(cancellationToken), callback, cancellationToken);
    }

    /// <summary>Runs a call that returns a <see cref="Task"/>; failures, cancellation and rejections are values.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>How the call ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    [OverloadResolutionPriority(-1)]
    public ValueTask<Outcome<Unit>> ExecuteOutcomeAsync<TState>(
        Func<TState, CancellationToken, Task> callback, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Doors.ExecuteOutcomeAsync(_core, callback, state, cancellationToken);
    }

    /// <summary>Runs a call that returns a <see cref="Task"/>; failures, cancellation and rejections are values.</summary>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>How the call ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    [OverloadResolutionPriority(-1)]
    public ValueTask<Outcome<Unit>> ExecuteOutcomeAsync(
        Func<CancellationToken, Task> callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return ExecuteOutcomeAsync(static (callback, cancellationToken) => callback(cancellationToken), callback, cancellationToken);
    }
}
