using System.Runtime.CompilerServices;
using Resilience.Pipelines;

namespace Resilience;

// Asynchronous calls that return or throw.
public sealed partial class ResiliencePipeline<T>
{
    /// <summary>Runs a call through the pipeline.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>What the callback returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public ValueTask<T> ExecuteAsync<TState>(
        Func<TState, CancellationToken, ValueTask<T>> callback, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Doors.ExecuteAsync(_core, callback, state, cancellationToken);
    }

    /// <summary>Runs a call through the pipeline.</summary>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>What the callback returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public ValueTask<T> ExecuteAsync(Func<CancellationToken, ValueTask<T>> callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return ExecuteAsync(static (callback, cancellationToken) => callback(cancellationToken), callback, cancellationToken);
    }

    /// <summary>Runs a call that returns a <see cref="Task{TResult}"/> through the pipeline.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>What the callback returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    [OverloadResolutionPriority(-1)]
    public ValueTask<T> ExecuteAsync<TState>(
        Func<TState, CancellationToken, Task<T>> callback, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Doors.ExecuteAsync(_core, callback, state, cancellationToken);
    }

    /// <summary>Runs a call that returns a <see cref="Task{TResult}"/> through the pipeline.</summary>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>What the callback returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    [OverloadResolutionPriority(-1)]
    public ValueTask<T> ExecuteAsync(Func<CancellationToken, Task<T>> callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return ExecuteAsync(static (callback, cancellationToken) => callback(cancellationToken), callback, cancellationToken);
    }

    /// <summary>Runs a call that wants to know its attempt, its remaining time or its properties.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="context">Handed to the callback instead of a token; holds the token, the attempt and the time that is left.</param>
    /// <returns>What the callback returns.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">An execution that has not ended uses the context.</exception>
    [OverloadResolutionPriority(-2)]
    public ValueTask<T> ExecuteAsync<TState>(
        Func<TState, ResilienceContext, ValueTask<T>> callback, TState state, ResilienceContext context)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ArgumentNullException.ThrowIfNull(context);
        return Doors.ExecuteAsync(_core, callback, state, context);
    }

    /// <summary>Runs a call that returns its own failures as values; the one that is left at the end is thrown.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="state">Handed to the callback, so that it can be a static lambda which allocates nothing.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>What the callback returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    [OverloadResolutionPriority(1)]
    public ValueTask<T> ExecuteAsync<TState>(
        Func<TState, CancellationToken, ValueTask<Outcome<T>>> callback, TState state, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Doors.ExecuteAsync(_core, callback, state, cancellationToken);
    }

    /// <summary>Runs a call that returns its own failures as values; the one that is left at the end is thrown.</summary>
    /// <param name="callback">The call to protect; may run several times. Its token is cancelled by the caller and by deadlines.</param>
    /// <param name="cancellationToken">Cancels the execution. If it is cancelled already, the callback never runs.</param>
    /// <returns>What the callback returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    [OverloadResolutionPriority(1)]
    public ValueTask<T> ExecuteAsync(
        Func<CancellationToken, ValueTask<Outcome<T>>> callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return ExecuteAsync(static (callback, cancellationToken) => callback(cancellationToken), callback, cancellationToken);
    }
}
