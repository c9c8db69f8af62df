using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Resilience;

// Asynchronous delegates do not compile. The order among these overloads makes the compiler's message the one below, not an ambiguity.
public sealed partial class DedicatedThreads
{
    internal const string Refusal =
        "Dedicated threads are for synchronous work: asynchronous work would leave its thread at the first await. Use a bulkhead for it.";

    /// <summary>Does not compile: the work is asynchronous.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="work">Asynchronous work.</param>
    /// <param name="priority">Ignored.</param>
    /// <param name="cancellationToken">Ignored.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(Refusal, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(1)]
    public T Run<T>(
        Func<CancellationToken, Task<T>> work, BulkheadPriority priority = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(Refusal);

    /// <inheritdoc cref="Run{T}(Func{CancellationToken, Task{T}}, BulkheadPriority, CancellationToken)"/>
    [Obsolete(Refusal, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T Run<T>(
        Func<CancellationToken, ValueTask<T>> work, BulkheadPriority priority = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(Refusal);

    /// <inheritdoc cref="Run{T}(Func{CancellationToken, Task{T}}, BulkheadPriority, CancellationToken)"/>
    [Obsolete(Refusal, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(1)]
    public void Run(
        Func<CancellationToken, Task> work, BulkheadPriority priority = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(Refusal);

    /// <inheritdoc cref="Run{T}(Func{CancellationToken, Task{T}}, BulkheadPriority, CancellationToken)"/>
    [Obsolete(Refusal, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Run(
        Func<CancellationToken, ValueTask> work, BulkheadPriority priority = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(Refusal);

    /// <summary>Does not compile: the work is asynchronous.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="work">Asynchronous work.</param>
    /// <param name="priority">Ignored.</param>
    /// <param name="cancellationToken">Ignored.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(Refusal, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(1)]
    public Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> work, BulkheadPriority priority = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(Refusal);

    /// <inheritdoc cref="RunAsync{T}(Func{CancellationToken, Task{T}}, BulkheadPriority, CancellationToken)"/>
    [Obsolete(Refusal, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Task<T> RunAsync<T>(
        Func<CancellationToken, ValueTask<T>> work, BulkheadPriority priority = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(Refusal);

    /// <inheritdoc cref="RunAsync{T}(Func{CancellationToken, Task{T}}, BulkheadPriority, CancellationToken)"/>
    [Obsolete(Refusal, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(1)]
    public Task RunAsync(
        Func<CancellationToken, Task> work, BulkheadPriority priority = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(Refusal);

    /// <inheritdoc cref="RunAsync{T}(Func{CancellationToken, Task{T}}, BulkheadPriority, CancellationToken)"/>
    [Obsolete(Refusal, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Task RunAsync(
        Func<CancellationToken, ValueTask> work, BulkheadPriority priority = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(Refusal);
}
