using System.Runtime.CompilerServices;

namespace Resilience.Pipelines.Calls;

/// <summary>
/// A <see cref="ValueCall{TState, T}"/> whose state is an object of some class. The runtime shares code between classes, and shared code
/// can inline nothing of a struct that is generic over one; so the class is forgotten here, which saves a third of the cost of a call.
/// </summary>
internal readonly struct ErasedValueCall<T>(object callback, object? state) : IValueCall<T>
{
    public static bool IsSynchronous => false;

    public ResilienceContext? Context => null;

    public object? State => CallState.Of<Func<CancellationToken, ValueTask<T>>>(state);

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token)
    {
    }

    // The callback takes exactly the class that the state was given as: references are passed alike, whatever their class.
    public ValueTask<T> Invoke(CancellationToken token) =>
        Unsafe.As<Func<object?, CancellationToken, ValueTask<T>>>(callback)(state, token);
}
