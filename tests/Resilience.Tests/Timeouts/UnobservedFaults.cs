namespace Resilience.Timeouts;

/// <summary>Collects the exceptions that nobody looked at, if they were made here.</summary>
internal sealed class UnobservedFaults : IDisposable
{
    private readonly string _mark = Guid.NewGuid().ToString();
    private readonly List<Exception> _found = [];

    public UnobservedFaults() => TaskScheduler.UnobservedTaskException += OnUnobserved;

    public Exception Marked() => new InvalidOperationException(_mark);

    public IReadOnlyList<Exception> Collect()
    {
        for (int i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        lock (_found)
            return [.. _found];
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= OnUnobserved;

    private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs arguments)
    {
        lock (_found)
            _found.AddRange(arguments.Exception.Flatten().InnerExceptions.Where(fault => fault.Message == _mark));
    }
}
