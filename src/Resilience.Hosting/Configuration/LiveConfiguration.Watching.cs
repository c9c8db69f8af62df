using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Resilience.Hosting.Configuration;

// Changes that belong together come shortly one after the other, and are taken as one.
internal sealed partial class LiveConfiguration
{
    private readonly List<IDisposable> _watches = [];
    private ITimer? _timer;
    private int _isDue;
    private bool _isDisposed;

    private void Watch()
    {
        if (!bindings.Options.ReloadOnChange || _watches.Count > 0)
            return;
        foreach (IConfiguration section in bindings.All.Select(section => section(provider)))
            _watches.Add(ChangeToken.OnChange(section.GetReloadToken, OnChanged));
    }

    private void OnChanged()
    {
        if (Interlocked.Exchange(ref _isDue, 1) != 0)
            return;
        TimeSpan delay = bindings.Options.ReloadDelay;
        if (delay <= TimeSpan.Zero)
            TakeChange();
        else
            Interlocked.Exchange(ref _timer, _clock.CreateTimer(_ => TakeChange(), null, delay, Timeout.InfiniteTimeSpan))?.Dispose();
    }

    private void TakeChange()
    {
        Volatile.Write(ref _isDue, 0);
        if (Volatile.Read(ref _isDisposed))
            return;
        try
        {
            Take();
        }
        catch (Exception error)
        {
            // A provider that cannot be read, or a registry that is gone: what is in force stays.
            if (_logger is not null)
                HostingLog.ConfigurationUnreadable(_logger, error);
        }
    }

    private void StopWatching()
    {
        Volatile.Write(ref _isDisposed, true);
        _watches.ForEach(static watch => watch.Dispose());
        Interlocked.Exchange(ref _timer, null)?.Dispose();
    }
}
