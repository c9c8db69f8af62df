namespace Resilience.Checkpoints;

/// <summary>What a writer hands over is checked before it becomes part of a chain that cannot be changed.</summary>
internal static class DraftCheck
{
    /// <exception cref="ArgumentException">Something does not fit.</exception>
    public static void Validate(CheckpointDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(draft.Metadata, nameof(draft));
        CheckpointMetadata data = draft.Metadata;
        if (!Enum.IsDefined(data.Kind) || data.Kind == CheckpointKind.Owned)
            throw Wrong($"Records of the kind {data.Kind} are the store's own.");
        if (!Enum.IsDefined(data.Status))
            throw Wrong("The status is not defined.");
        ArgumentOutOfRangeException.ThrowIfNegative(data.Attempt, nameof(data.Attempt));
        ArgumentOutOfRangeException.ThrowIfNegative(data.Mitigation, nameof(data.Mitigation));
        TextCheck.Name(data.DefinitionHash, RecordLimits.ShortText, nameof(data.DefinitionHash));
        if (data.Stage is not null)
            TextCheck.Name(data.Stage, RecordLimits.Stage, nameof(data.Stage));
        else if (data.Kind is CheckpointKind.Stage or CheckpointKind.Intent or CheckpointKind.Restarted)
            throw Wrong($"A record of the kind {data.Kind} names its stage.");
        Text(data.Code, nameof(data.Code));
        Text(data.InputHash, nameof(data.InputHash));
        Text(data.TraceHash, nameof(data.TraceHash));
        Text(data.TraceParent, nameof(data.TraceParent));
        Properties(data.Properties);
        Schema(draft.Payload.Schema);
    }

    private static void Text(string? text, string name)
    {
        if (text is not null)
            TextCheck.Name(text, RecordLimits.ShortText, name);
    }

    private static void Schema(PayloadSchema? schema)
    {
        if (schema is null)
            return;
        TextCheck.Name(schema.Serializer, RecordLimits.Serializer, nameof(schema.Serializer));
        TextCheck.Name(schema.Fingerprint, RecordLimits.ShortText, nameof(schema.Fingerprint));
        ArgumentOutOfRangeException.ThrowIfLessThan(schema.Version, 1, nameof(schema.Version));
    }

    private static void Properties(IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        if (properties.Count > RecordLimits.Properties)
            throw Wrong($"There are {properties.Count} properties; {RecordLimits.Properties} at most.");
        int characters = 0;
        foreach ((string name, string value) in properties)
        {
            TextCheck.Name(name, RecordLimits.ShortText, nameof(properties));
            ArgumentNullException.ThrowIfNull(value, nameof(properties));
            if (!TextCheck.IsWhole(value))
                throw Wrong("The value of a property holds half of a surrogate pair, which cannot be stored.");
            characters += name.Length + value.Length;
            if (characters > RecordLimits.PropertyText)
                throw Wrong($"The properties have more than {RecordLimits.PropertyText} characters.");
        }
    }

    private static ArgumentException Wrong(string message) => new(message);
}
