using System.Diagnostics.CodeAnalysis;

namespace Resilience.Registry;

/// <summary>The place of something that is made once: empty while it is being made.</summary>
internal abstract class OnceSlot<T>(string what)
    where T : class
{
    private Creation? _creation = new(what); // gone when it has ended
    private T? _value;

    /// <summary>What was made; null while it is not there.</summary>
    public T? Value => Volatile.Read(ref _value);

    /// <summary>Makes it, by the one who put the slot where others find it.</summary>
    public T Make<TState>(Func<TState, T> factory, TState state) => _creation!.Run(factory, state);

    /// <summary>Shows it to everybody.</summary>
    public void Fill(T value) => Volatile.Write(ref _value, value);

    /// <summary>Wakes those who wait: it is there, or the slot was taken away.</summary>
    public void Tell() => Interlocked.Exchange(ref _creation, null)?.Tell();

    /// <summary>Waits until it is there.</summary>
    /// <returns>Whether it is; if not, the slot is no more.</returns>
    public bool TryAwait([NotNullWhen(true)] out T? value)
    {
        value = Value;
        if (value is null)
        {
            Volatile.Read(ref _creation)?.Await();
            value = Value;
        }

        return value is not null;
    }
}
