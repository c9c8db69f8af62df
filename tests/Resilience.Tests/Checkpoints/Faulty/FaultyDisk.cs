using Resilience.Checkpoints.Storage;

namespace Resilience.Tests.Checkpoints.Faulty;

/// <summary>A disk in memory that knows what was flushed, counts its calls, and fails at one of them.</summary>
internal sealed class FaultyDisk
{
    private readonly Lock _lock = new();
    private readonly DiskNode _root = new(isFolder: true);
    private int _failAt;
    private FaultKind _kind;
    private bool _crashed;

    /// <summary>How many calls there were since <see cref="Arm"/>.</summary>
    public int Calls { get; private set; }

    public string? LastCall { get; private set; }

    /// <summary>Fails at a call, counted from here; 0 for none.</summary>
    public void Arm(int call, FaultKind kind)
    {
        (_failAt, _kind, Calls) = (call, kind, 0);
    }

    /// <summary>The machine starts again: locks are gone, and so is what did not survive.</summary>
    public void Restart(Survival survival)
    {
        _root.Crash(survival);
        _crashed = false;
        Arm(0, default);
    }

    public StorageFolder? OpenRoot(bool create) => new FaultyFolder(this, _root);

    /// <summary>Does a step of the disk, or fails.</summary>
    public T Do<T>(string what, Func<T> step, Action? half = null)
    {
        lock (_lock)
        {
            if (_crashed)
                throw new CrashException();
            if (++Calls != _failAt)
                return step();
            LastCall = what;
            return Fail(what, step, half);
        }
    }

    /// <summary>Gives a lock back; a process that ended cannot do that any more, and need not.</summary>
    public void Release(Action step)
    {
        lock (_lock)
        {
            if (!_crashed)
                step();
        }
    }

    private T Fail<T>(string what, Func<T> step, Action? half)
    {
        switch (_kind)
        {
            case FaultKind.ErrorBefore:
                throw StorageErrors.FromErrno(what, 5);
            case FaultKind.ErrorAfter:
                (half ?? (() => step())).Invoke();
                throw StorageErrors.FromErrno(what, 5);
            case FaultKind.Full:
                half?.Invoke();
                throw StorageErrors.FromErrno(what, Errno.NoSpace);
            case FaultKind.CrashBefore:
                _crashed = true;
                throw new CrashException();
            default:
                step();
                _crashed = true;
                throw new CrashException();
        }
    }
}
