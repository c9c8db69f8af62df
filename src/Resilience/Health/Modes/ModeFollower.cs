namespace Resilience.Health.Modes;

/// <summary>Something that follows the mode until it is disposed of, and is left in normal mode.</summary>
/// <remarks>
/// It is called under no lock and never twice at once: whoever finds somebody else calling it leaves the rest to him, who reads the mode
/// anew before each call. So the last call always has the last mode.
/// </remarks>
internal sealed class ModeFollower(
    Func<OperationMode> read, Action<OperationMode> apply, Action<Exception> onFault, Action<ModeFollower> forget) : IDisposable
{
    private int _wanted;
    private volatile bool _isOver;

    public void Apply()
    {
        if (Interlocked.Increment(ref _wanted) > 1)
            return;
        int seen;
        do
        {
            seen = Volatile.Read(ref _wanted);
            Call(_isOver ? OperationMode.Normal : read());
        }
        while (Interlocked.Add(ref _wanted, -seen) > 0);
    }

    public void Dispose()
    {
        if (_isOver)
            return;
        _isOver = true;
        forget(this);
        Apply();
    }

    private void Call(OperationMode mode)
    {
        try
        {
            apply(mode);
        }
        catch (Exception error)
        {
            onFault(error);
        }
    }
}
