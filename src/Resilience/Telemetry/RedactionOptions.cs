using System.Text.RegularExpressions;

namespace Resilience.Telemetry;

/// <summary>What a <see cref="RedactionPolicy"/> hides.</summary>
public sealed class RedactionOptions
{
    /// <summary>
    /// The names whose values are hidden, whatever these are. <c>*</c> stands for any characters, <c>?</c> for one; case, and
    /// <c>-</c>, <c>_</c>, <c>.</c> and spaces in the name that is looked at, make no difference. By default the usual names of passwords,
    /// secrets, keys, tokens, cookies, credentials and connection strings.
    /// </summary>
    public IList<string> Keys { get; } =
    [
        "*password*", "*passwd*", "*passphrase*", "pwd", "*secret*", "*apikey*", "*accesskey*", "*accountkey*", "*privatekey*",
        "*signingkey*", "*encryptionkey*", "*routingkey*", "*authorization*", "*cookie*", "*credential*", "*connectionstring*", "*token",
        "*webhookurl*", "*signature*",
    ];

    /// <summary>
    /// What else is hidden wherever it stands in a text: expressions of your own. They are given at most <see cref="MaxLength"/> + 1,024
    /// characters; one with a match timeout that passes hides the whole text. Empty by default.
    /// </summary>
    public IList<Regex> Values { get; } = [];

    /// <summary>
    /// Whether bearer tokens, passwords of connection strings and addresses, JSON web tokens, private keys, addresses of webhooks and keys
    /// of well-known services are found and hidden wherever they stand in a text. Default: true.
    /// </summary>
    public bool HideKnownSecrets { get; set; } = true;

    /// <summary>Whether e-mail addresses are hidden. Default: false.</summary>
    public bool HideEmails { get; set; }

    /// <summary>How many characters are kept of a text: 16 to 65,536. Default: 2,048.</summary>
    public int MaxLength { get; set; } = 2_048;
}
