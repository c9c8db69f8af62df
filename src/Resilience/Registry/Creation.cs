namespace Resilience.Registry;

/// <summary>
/// One run of a factory, and which others it waits for. Factories run under no lock and may ask for other components; one that asks for
/// what waits for it would wait for ever, and is told so instead.
/// </summary>
internal sealed class Creation(string what)
{
    private static readonly AsyncLocal<Creation?> _current = new();
    private static readonly Lock _graph = new();

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<Creation>? _waitsFor;

    /// <summary>The factory that runs in this flow of control; null if none does.</summary>
    private static Creation? Current => _current.Value is { _ended.Task.IsCompleted: false } running ? running : null;

    private string What => what;

    /// <summary>Runs the factory.</summary>
    /// <exception cref="InvalidOperationException">It returned null, or is asked for by what it waits for.</exception>
    public T Run<TState, T>(Func<TState, T> factory, TState state)
        where T : class
    {
        Creation? around = Current;
        around?.WaitFor(this);
        _current.Value = this;
        try
        {
            return factory(state) ?? throw new InvalidOperationException($"The factory of {what} returned null.");
        }
        finally
        {
            _current.Value = around;
            around?.WaitsNoMoreFor(this);
        }
    }

    /// <summary>What was made is there, or will not be.</summary>
    public void Tell() => _ended.TrySetResult();

    /// <summary>Waits until what is being made elsewhere is there.</summary>
    /// <exception cref="InvalidOperationException">What is made there waits for what is being made here.</exception>
    public void Await()
    {
        Creation? here = Current;
        here?.WaitFor(this);
        try
        {
            _ended.Task.GetAwaiter().GetResult();
        }
        finally
        {
            here?.WaitsNoMoreFor(this);
        }
    }

    private void WaitFor(Creation other)
    {
        lock (_graph)
        {
            if (other.Reaches_NeedsLock(this))
                throw new InvalidOperationException($"The factory of {what} asks for {other.What}, which waits for {what}.");
            (_waitsFor ??= []).Add(other);
        }
    }

    private void WaitsNoMoreFor(Creation other)
    {
        lock (_graph)
            _waitsFor!.Remove(other);
    }

    private bool Reaches_NeedsLock(Creation target) =>
        this == target || _waitsFor?.Exists(next => next.Reaches_NeedsLock(target)) == true;
}
