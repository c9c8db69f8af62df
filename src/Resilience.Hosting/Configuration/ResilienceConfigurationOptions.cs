using Resilience.Hosting.Configuration.Values;

namespace Resilience;

/// <summary>How configuration is bound.</summary>
public sealed class ResilienceConfigurationOptions
{
    /// <summary>Whether changes of the configuration are taken while the application runs. The default is true.</summary>
    public bool ReloadOnChange { get; set; } = true;

    /// <summary>
    /// How long is waited after a change, so that several changes that belong together are taken as one: from zero to 1 hour. The default
    /// is 250 ms.
    /// </summary>
    public TimeSpan ReloadDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    internal NamedExceptions Exceptions { get; } = new();

    /// <summary>Allows lists of exceptions to name one. No type is looked up by what configuration says.</summary>
    /// <typeparam name="TException">The exception; those that are derived from it are meant, too.</typeparam>
    /// <param name="name">The name. By default that of the type, with or without its namespace.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public ResilienceConfigurationOptions AllowException<TException>(string? name = null)
        where TException : Exception
    {
        if (name is not null)
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Exceptions.Add<TException>(name);
        return this;
    }
}
