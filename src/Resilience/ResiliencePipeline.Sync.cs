using System.Runtime.CompilerServices;
using Resilience.Pipelines;

namespace Resilience;

// Synchronous calls.
public sealed partial class ResiliencePipeline
{
    /// <summary>Runs a synchronous call on this thread; delays and waits block it.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>What the callback returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public T Execute<TState, T>(Func<TState, CancellationToken, T> callback, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Doors.Execute(_core, callback, state, cancellationToken);
    }

    /// <summary>Runs a synchronous call on this thread; delays and waits block it.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>What the callback returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public T Execute<T>(Func<CancellationToken, T> callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Execute(static (callback, cancellationToken) => callback(cancellationToken), callback, cancellationToken);
    }

    /// <summary>Runs a synchronous call on this thread; delays and waits block it.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="context">Handed to the callback instead of a token; holds the token, the attempt and the time that is left.</param>
    /// <returns>What the callback returns.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">An execution that has not ended uses the context.</exception>
    [OverloadResolutionPriority(-2)]
    public T Execute<TState, T>(Func<TState, ResilienceContext, T> callback, TState state, ResilienceContext context)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ArgumentNullException.ThrowIfNull(context);
        return Doors.Execute(_core, callback, state, context);
    }

    /// <summary>Runs a synchronous call on this thread; delays and waits block it. Failures are values.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>How the call ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public Outcome<T> ExecuteOutcome<TState, T>(
        Func<TState, CancellationToken, T> callback, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Doors.ExecuteOutcome(_core, callback, state, cancellationToken);
    }

    /// <summary>Runs a synchronous call on this thread; delays and waits block it. Failures are values.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>How the call ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public Outcome<T> ExecuteOutcome<T>(Func<CancellationToken, T> callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return ExecuteOutcome(static (callback, cancellationToken) => callback(cancellationToken), callback, cancellationToken);
    }

    /// <summary>Runs a synchronous call on this thread; delays and waits block it. It returns its own failures as values.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>How the call ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    [OverloadResolutionPriority(1)]
    public Outcome<T> ExecuteOutcome<TState, T>(
        Func<TState, CancellationToken, Outcome<T>> callback, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Doors.ExecuteOutcome(_core, callback, state, cancellationToken);
    }

    /// <summary>Runs a synchronous call on this thread; delays and waits block it. It returns its own failures as values.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>How the call ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    [OverloadResolutionPriority(1)]
    public Outcome<T> ExecuteOutcome<T>(Func<CancellationToken, Outcome<T>> callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return ExecuteOutcome(static (callback, cancellationToken) => callback(cancellationToken), callback, cancellationToken);
    }

    /// <summary>
    /// Runs a synchronous call on this thread that returns its own failures as values; the one that is left at the end is thrown.
    /// </summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>What the callback returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    [OverloadResolutionPriority(1)]
    public T Execute<TState, T>(
        Func<TState, CancellationToken, Outcome<T>> callback, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Doors.Execute(_core, callback, state, cancellationToken);
    }

    /// <summary>
    /// Runs a synchronous call on this thread that returns its own failures as values; the one that is left at the end is thrown.
    /// </summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>What the callback returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    [OverloadResolutionPriority(1)]
    public T Execute<T>(Func<CancellationToken, Outcome<T>> callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Execute(static (callback, cancellationToken) => callback(cancellationToken), callback, cancellationToken);
    }
}
