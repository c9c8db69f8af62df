using System.Collections.Frozen;
using System.IO.Enumeration;
using System.Text.RegularExpressions;
using Resilience.Timing;

namespace Resilience.Telemetry;

/// <summary>
/// Takes secrets out of texts before they are written or sent: values by the names they have, and what looks like a secret wherever it
/// stands. The same policy serves traces, reports, alerts, logs and metadata. Safe to use from many threads.
/// </summary>
/// <remarks>
/// It is the second line of defence: a secret without a telling name that looks like any other text is not found. Besides hiding it cuts
/// what is too long, and replaces control characters other than tabs and line feeds, characters that turn the direction of text, and halves
/// of surrogate pairs by U+FFFD, so that its result is valid Unicode that shows what it says.
/// </remarks>
public sealed class RedactionPolicy
{
    /// <summary>What stands in the place of what was hidden.</summary>
    public const string Mask = "[redacted]";

    // A secret that begins before the cut is recognised by what follows.
    private const int LookAhead = 1_024;

    private readonly string[] _keys;
    private readonly Regex[] _values;
    private readonly bool _hideKnownSecrets;
    private readonly bool _hideEmails;
    private readonly int _maxLength;

    /// <summary>Makes a policy.</summary>
    /// <param name="options">What it hides; the defaults if null. They are copied.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="RedactionOptions.MaxLength"/> is out of range.</exception>
    public RedactionPolicy(RedactionOptions? options = null)
    {
        options ??= new();
        _keys = [.. options.Keys];
        _values = [.. options.Values];
        _hideKnownSecrets = options.HideKnownSecrets;
        _hideEmails = options.HideEmails;
        _maxLength = Require.Between(options.MaxLength, 16, 65_536);
    }

    /// <summary>The policy with the default options.</summary>
    public static RedactionPolicy Default { get; } = new();

    /// <summary>Whether values of this name are hidden.</summary>
    /// <param name="key">The name of a property, header or setting.</param>
    public bool IsSecret(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        string plain = string.Concat(key.Where(static c => c is not ('-' or '_' or '.' or ' ')));
        return Array.Exists(_keys, pattern => FileSystemName.MatchesSimpleExpression(pattern, plain, ignoreCase: true));
    }

    /// <summary>The text without what is to be hidden.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, or as much of it as may be seen; null for null.</returns>
    public string? Redact(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return text;
        string shown = text.Length > _maxLength + LookAhead ? text[..(_maxLength + LookAhead)] : text;
        if (_hideKnownSecrets)
            shown = SecretPatterns.Hide(shown, Mask);
        if (_hideEmails)
            shown = SecretPatterns.HideEmails(shown, Mask);
        try
        {
            foreach (Regex value in _values)
                shown = value.Replace(shown, Mask);
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }

        return VisibleText.Of(shown, _maxLength);
    }

    /// <summary>The value of a name, without what is to be hidden.</summary>
    /// <param name="key">The name.</param>
    /// <param name="value">The value.</param>
    /// <returns><see cref="Mask"/> if the name tells of a secret, else as much of the value as may be seen; null for null.</returns>
    public string? Redact(string key, string? value) => value is not null && IsSecret(key) ? Mask : Redact(value);

    /// <summary>Names and values without what is to be hidden.</summary>
    /// <param name="properties">Names and values.</param>
    /// <returns>A copy in which names are redacted as texts are, and values by their names.</returns>
    public IReadOnlyDictionary<string, string> RedactAll(IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        if (properties.Count == 0)
            return FrozenDictionary<string, string>.Empty;
        var shown = new Dictionary<string, string>(properties.Count, StringComparer.Ordinal);
        foreach ((string key, string value) in properties)
            shown[Redact(key)!] = Redact(key, value)!;
        return shown;
    }
}
