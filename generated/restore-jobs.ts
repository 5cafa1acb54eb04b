/**
 * Generated from openapi/restore-jobs.yaml by openapi-rules. Do not edit.
 */

export interface paths {
    "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs": {
        parameters: {
            query?: {
                /**
                 * @description Wraps the response in an envelope that repeats the HTTP status, for clients that can't read status or headers. A list uses
                 *     `results` as its envelope, and `status` is added to the body.
                 * @example false
                 */
                envelope?: components["parameters"]["envelope"];
                /**
                 * @description Indents the JSON of the response for human readers.
                 * @example false
                 */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project that holds the cluster. *Group* and *project* are two words for one thing; list yours with `/groups`.
                 * @example 5c8a1f0fc56c98145d922b73
                 */
                groupId: components["parameters"]["groupId"];
                /**
                 * @description Name of the cluster that was backed up. The target of an automated restore is named in `delivery` instead.
                 * @example orders-production
                 */
                clusterName: components["parameters"]["clusterName"];
            };
            cookie?: never;
        };
        /**
         * List the legacy backup restore jobs of one cluster
         * @deprecated
         * @description Lists the restore jobs of one cluster's legacy backups, a page at a time. With `batchId`, only those of one restore of a
         *     sharded cluster.
         *
         *     This is also where to look after a create request that got no response. The service account or API key needs the role Project
         *     Read Only.
         */
        get: operations["listGroupClusterRestoreJobs"];
        put?: never;
        /**
         * Create one legacy backup restore job
         * @deprecated
         * @description **Warning: with `delivery.methodName` set to `AUTOMATED_RESTORE`, Atlas deletes all existing data on the target cluster
         *     before it restores.**
         *
         *     Restores one legacy backup of one cluster in the project. The service account or API key needs the role Project Owner.
         *
         *     Not supported: checkpoint restores of sharded clusters, and restores of queryable backup snapshots.
         *
         *     New clusters have used Cloud Backups only since 23 March 2020. Upgrading a cluster to MongoDB 4.2 moves it to Cloud
         *     Backup: its legacy snapshots stay until the retention policy expires them, and its backup policy returns to the default
         *     schedule, so a custom policy must be made again.
         */
        post: operations["createGroupClusterRestoreJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs/{jobId}": {
        parameters: {
            query?: {
                /**
                 * @description Wraps the response in an envelope that repeats the HTTP status, for clients that can't read status or headers. A list uses
                 *     `results` as its envelope, and `status` is added to the body.
                 * @example false
                 */
                envelope?: components["parameters"]["envelope"];
                /**
                 * @description Indents the JSON of the response for human readers.
                 * @example false
                 */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project that holds the cluster. *Group* and *project* are two words for one thing; list yours with `/groups`.
                 * @example 5c8a1f0fc56c98145d922b73
                 */
                groupId: components["parameters"]["groupId"];
                /**
                 * @description Name of the cluster that was backed up. The target of an automated restore is named in `delivery` instead.
                 * @example orders-production
                 */
                clusterName: components["parameters"]["clusterName"];
                /**
                 * @description Id of the restore job, as the operations that create and list restore jobs return it.
                 * @example 681736a9ce2f8a4f6b1d2f80
                 */
                jobId: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        /**
         * Return one legacy backup restore job
         * @deprecated
         * @description Returns one restore job: how far it is, and for an `HTTP` delivery where to download the data.
         *
         *     A restore of a sharded cluster is several jobs with one `batchId`; it has ended when each of them has. The service account
         *     or API key needs the role Project Read Only.
         */
        get: operations["getGroupClusterRestoreJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description What to restore, and how to deliver it. Name one restore point: `snapshotId`, `checkpointId`, `oplogTs` with `oplogInc`,
         *     or `pointInTimeUTCMillis`.
         */
        RestoreJobRequest: OnlyPointInTimeUTCMillis | OnlyOplogTsAndOplogInc | OnlyCheckpointId | OnlySnapshotId;
        /** @description How the restored data is delivered, and to where. */
        RestoreJobRequestDelivery: AutomatedRestoreToClusterId | AutomatedRestoreToClusterName | NotAutomatedRestore;
        /** @description A page of restore jobs. */
        PaginatedRestoreJobs: {
            /** @description Related resources, such as the pages before and after this one. */
            links?: components["schemas"]["Link"][];
            /** @description The restore jobs. */
            results?: components["schemas"]["RestoreJob"][];
            /**
             * Format: int32
             * @description How many jobs there are over all pages. An estimate; left out when `includeCount` is false.
             * @example 1
             */
            totalCount?: number;
        };
        /** @description One restore job. */
        RestoreJob: {
            /**
             * @description Id of the restore job.
             * @example 681736a9ce2f8a4f6b1d2f80
             */
            id?: string;
            /**
             * @description Id that the jobs of one restore have in common. Sharded clusters only.
             * @example 681736a9ce2f8a4f6b1d2f7f
             */
            batchId?: string;
            /**
             * @description Id of the project that owns the snapshot.
             * @example 5c8a1f0fc56c98145d922b73
             */
            groupId?: string;
            /**
             * @description Id of the cluster that the snapshot was taken of.
             * @example 5c8a2198f2a30b6b3a5c41de
             */
            clusterId?: string;
            /**
             * @description Name of the cluster that the snapshot was taken of.
             * @example orders-production
             */
            clusterName?: string;
            /**
             * Format: date-time
             * @description When the job was requested, in ISO 8601 and UTC.
             * @example 2025-05-04T09:45:13Z
             */
            created?: string;
            /**
             * @description State of the job.
             * @example IN_PROGRESS
             * @enum {string}
             */
            statusName?: "IN_PROGRESS" | "BROKEN" | "KILLED" | "FINISHED";
            delivery: components["schemas"]["RestoreJobDelivery"];
            /**
             * @description Id of the snapshot being restored.
             * @example 681715c0ce2f8a4f6b1d09e4
             */
            snapshotId?: string;
            /** @description When the checkpoint token was entered into the oplog. */
            timestamp?: {
                /**
                 * Format: date-time
                 * @description When the oplog recorded the operation, in ISO 8601 and UTC.
                 * @example 2025-05-04T07:22:40Z
                 */
                date?: string;
                /**
                 * Format: int32
                 * @description Ordinal of the operation within the second `date`.
                 * @example 1
                 */
                increment?: number;
            };
            /** @description Checksum of each restore file. For an `HTTP` delivery there is one, of the `.tar.gz`. Present after its download. */
            hashes?: {
                /**
                 * @description Name of the file.
                 * @example orders-production-shard-0-1746343360-681736a9ce2f8a4f6b1d2f80.tar.gz
                 */
                fileName?: string;
                /**
                 * @description Checksum of the file, in hexadecimal, as `sha1sum` prints it.
                 * @example 3f786850e387550fdab836ed7e6dc881de23001b
                 */
                hash?: string;
                /**
                 * @description Algorithm of the checksum.
                 * @example SHA1
                 * @enum {string}
                 */
                typeName?: "SHA1";
                /** @description Related resources. */
                links?: components["schemas"]["Link"][];
            }[];
            /**
             * @description Whether the data in the snapshot is encrypted.
             * @example true
             */
            encryptionEnabled?: boolean;
            /**
             * Format: uuid
             * @description UUID of the KMIP master key that encrypts the snapshot. Only when `encryptionEnabled` is true.
             * @example 9d1c5a3e-6f0b-4c27-8e54-1f2a7bd93c60
             */
            masterKeyUUID?: string;
            /**
             * @description Id of the deployment job. Only for imported snapshots.
             * @example 681736b2ce2f8a4f6b1d2fa3
             */
            deploymentJobId?: string;
            /** @description Related resources, such as this job itself. */
            links?: components["schemas"]["Link"][];
        };
        /** @description How the restored data is delivered, and how far that is. */
        RestoreJobDelivery: {
            /**
             * @description How the data is delivered. An automated restore says `HTTP` here, which carries the data to the target.
             * @example HTTP
             * @enum {string}
             */
            methodName: "CLIENT_PIT_HTTP" | "QUERY" | "AUTOMATED_RESTORE" | "HTTP" | "THIRD_PARTY_COPY" | "CLIENT_PIT_SCP" | "SCP";
            /**
             * @description State of the file to download when Atlas received the request.
             * @example READY
             * @enum {string}
             */
            statusName?: "NOT_STARTED" | "IN_PROGRESS" | "READY" | "FAILED" | "INTERRUPTED" | "EXPIRED" | "MAX_DOWNLOADS_EXCEEDED" | "PENDING";
            /**
             * Format: uri
             * @description Where to download the data. Send the header `authHeader` with the value `authValue`. For `HTTP`.
             * @example https://api-backup.mongodb.com/backup/restore/v2/pull/681736a9ce2f8a4f6b1d2f80/orders-production-shard-0-1746343360-681736a9ce2f8a4f6b1d2f80.tar.gz
             */
            urlV2?: string;
            /**
             * @description Name of the header to send when downloading from `urlV2`. For `HTTP`.
             * @example X-Backup-Verification-Key
             */
            authHeader?: string;
            /**
             * Format: password
             * @description Value of the header to send when downloading from `urlV2`. A secret. For `HTTP`.
             * @example example-verification-key
             */
            authValue?: string;
            /**
             * Format: uri
             * @deprecated
             * @description Where to download the data. A secret, since it contains the verification key: use `urlV2` instead. For `HTTP`.
             * @example https://api-backup.mongodb.com/backup/restore/v2/pull/681736a9ce2f8a4f6b1d2f80/example-verification-key/orders-production-shard-0-1746343360-681736a9ce2f8a4f6b1d2f80.tar.gz
             */
            url?: string;
            /**
             * Format: date-time
             * @description When the download URL stops working, in ISO 8601 and UTC. For `HTTP`.
             * @example 2025-05-05T10:02:48Z
             */
            expires?: string;
            /**
             * Format: int32
             * @description For how many hours after the job completes the download URL works. For `HTTP`.
             * @example 24
             */
            expirationHours?: number;
            /**
             * Format: int32
             * @description How often the download URL may be used. For `HTTP`.
             * @example 1
             */
            maxDownloads?: number;
            /**
             * @description Id of the project that holds the target cluster. For automated restores.
             * @example 5c8a1f0fc56c98145d922b73
             */
            targetGroupId?: string;
            /**
             * @description Name of the target cluster. For automated restores.
             * @example orders-staging
             */
            targetClusterName?: string;
            /**
             * @description Id of the target cluster. For automated restores.
             * @example 5c8a21d779358e3ab2f6c1a8
             */
            targetClusterId?: string;
        };
        /** @description A related resource. */
        Link: {
            /**
             * Format: uri
             * @description URL of the resource.
             * @example https://cloud.mongodb.com/api/atlas/v2/groups/5c8a1f0fc56c98145d922b73/clusters/orders-production/restoreJobs/681736a9ce2f8a4f6b1d2f80
             */
            href?: string;
            /**
             * @description What the resource is to the one that links to it.
             * @example self
             */
            rel?: string;
        };
        /** @description Why Atlas refused or failed a request. */
        ApiError: {
            /**
             * Format: int32
             * @description HTTP status of the response.
             * @example 400
             */
            error: number;
            /**
             * @description Atlas's code for the error. Decide by this one, not by the words of `detail`.
             * @example VALIDATION_ERROR
             */
            errorCode: string;
            /**
             * @description Name of the HTTP status.
             * @example Bad Request
             */
            reason?: string;
            /**
             * @description What went wrong, in words.
             * @example The request body is invalid.
             */
            detail?: string;
            /** @description Values that tell more about the error, such as the name that `detail` mentions. */
            parameters?: unknown[];
            /** @description What is wrong with an invalid request. */
            badRequestDetail?: {
                /** @description Every violation in the request. */
                fields?: {
                    /**
                     * @description Path of the field in the request body.
                     * @example delivery.targetClusterName
                     */
                    field: string;
                    /**
                     * @description Why the field is invalid.
                     * @example must be greater than or equal to 1
                     */
                    description: string;
                }[];
            };
        };
    };
    responses: {
        /**
         * @description The restore jobs. There is one, except for a sharded cluster: there, one per shard plus the config servers, all with the
         *     same `batchId`.
         */
        RestoreJobs: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                [name: string]: unknown;
            };
            content: {
                "application/vnd.atlas.2023-01-01+json": components["schemas"]["PaginatedRestoreJobs"];
            };
        };
        /**
         * @description A page of restore jobs. The page after the last one is empty; jobs that come and go meanwhile move the others between
         *     pages.
         */
        RestoreJobsPage: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                [name: string]: unknown;
            };
            content: {
                "application/vnd.atlas.2023-01-01+json": components["schemas"]["PaginatedRestoreJobs"];
            };
        };
        /** @description The restore job. */
        RestoreJob: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                [name: string]: unknown;
            };
            content: {
                "application/vnd.atlas.2023-01-01+json": components["schemas"]["RestoreJob"];
            };
        };
        /** @description The request is invalid. Correct the fields that `badRequestDetail` lists. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description A parameter of the path or of the query is invalid. Correct the one that `parameters` or `detail` names. */
        BadQuery: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description A parameter of the path or of the query is invalid. Correct the one that `parameters` or `detail` names. */
        BadPath: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /**
         * @description The credentials are missing or not accepted, or lack the role that the operation needs. Check the secret, and the role in the
         *     project.
         */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The credentials are accepted, and the request is refused. If `detail` names an IP address, add it to the API access list. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The project, cluster, backup or job doesn't exist, or the credentials don't give access to it. Check the ids and names. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The project, cluster or job doesn't exist, or the credentials don't give access to it. Check the ids and the name. */
        NoSuchJob: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description Too many requests. Nothing was done; wait for as long as `Retry-After` says, then send the request again. */
        TooManyRequests: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description Atlas failed. The job may exist anyway: list the jobs before you send a restore again. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description Atlas failed. Nothing has changed, so you can send the request again. */
        ReadFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
    };
    parameters: {
        /**
         * @description Id of the project that holds the cluster. *Group* and *project* are two words for one thing; list yours with `/groups`.
         * @example 5c8a1f0fc56c98145d922b73
         */
        groupId: string;
        /**
         * @description Name of the cluster that was backed up. The target of an automated restore is named in `delivery` instead.
         * @example orders-production
         */
        clusterName: string;
        /**
         * @description Wraps the response in an envelope that repeats the HTTP status, for clients that can't read status or headers. A list uses
         *     `results` as its envelope, and `status` is added to the body.
         * @example false
         */
        envelope: boolean;
        /**
         * @description Indents the JSON of the response for human readers.
         * @example false
         */
        pretty: boolean;
        /**
         * @description Id of the restore job, as the operations that create and list restore jobs return it.
         * @example 681736a9ce2f8a4f6b1d2f80
         */
        jobId: string;
        /**
         * @description Whether the response says in `totalCount` how many jobs there are over all pages. The number is an estimate.
         * @example true
         */
        includeCount: boolean;
        /**
         * @description The most jobs that one page holds.
         * @example 100
         */
        itemsPerPage: number;
        /**
         * @description Which page to return. The first is 1.
         * @example 1
         */
        pageNum: number;
        /**
         * @description Returns only the jobs of one restore of a sharded cluster, which have this `batchId` in common.
         * @example 68173c4dce2f8a4f6b1d3e11
         */
        batchId: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description How many requests the current time window allows.
         * @example 100
         */
        "RateLimit-Limit": number;
        /**
         * @description How many requests are left in the current time window.
         * @example 99
         */
        "RateLimit-Remaining": number;
        /**
         * @description The least number of seconds to wait before sending the request again. A 503 may carry it too.
         * @example 30
         */
        "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listGroupClusterRestoreJobs: {
        parameters: {
            query?: {
                /**
                 * @description Wraps the response in an envelope that repeats the HTTP status, for clients that can't read status or headers. A list uses
                 *     `results` as its envelope, and `status` is added to the body.
                 * @example false
                 */
                envelope?: components["parameters"]["envelope"];
                /**
                 * @description Indents the JSON of the response for human readers.
                 * @example false
                 */
                pretty?: components["parameters"]["pretty"];
                /**
                 * @description Whether the response says in `totalCount` how many jobs there are over all pages. The number is an estimate.
                 * @example true
                 */
                includeCount?: components["parameters"]["includeCount"];
                /**
                 * @description The most jobs that one page holds.
                 * @example 100
                 */
                itemsPerPage?: components["parameters"]["itemsPerPage"];
                /**
                 * @description Which page to return. The first is 1.
                 * @example 1
                 */
                pageNum?: components["parameters"]["pageNum"];
                /**
                 * @description Returns only the jobs of one restore of a sharded cluster, which have this `batchId` in common.
                 * @example 68173c4dce2f8a4f6b1d3e11
                 */
                batchId?: components["parameters"]["batchId"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project that holds the cluster. *Group* and *project* are two words for one thing; list yours with `/groups`.
                 * @example 5c8a1f0fc56c98145d922b73
                 */
                groupId: components["parameters"]["groupId"];
                /**
                 * @description Name of the cluster that was backed up. The target of an automated restore is named in `delivery` instead.
                 * @example orders-production
                 */
                clusterName: components["parameters"]["clusterName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["RestoreJobsPage"];
            400: components["responses"]["BadQuery"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ReadFailed"];
        };
    };
    createGroupClusterRestoreJob: {
        parameters: {
            query?: {
                /**
                 * @description Wraps the response in an envelope that repeats the HTTP status, for clients that can't read status or headers. A list uses
                 *     `results` as its envelope, and `status` is added to the body.
                 * @example false
                 */
                envelope?: components["parameters"]["envelope"];
                /**
                 * @description Indents the JSON of the response for human readers.
                 * @example false
                 */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project that holds the cluster. *Group* and *project* are two words for one thing; list yours with `/groups`.
                 * @example 5c8a1f0fc56c98145d922b73
                 */
                groupId: components["parameters"]["groupId"];
                /**
                 * @description Name of the cluster that was backed up. The target of an automated restore is named in `delivery` instead.
                 * @example orders-production
                 */
                clusterName: components["parameters"]["clusterName"];
            };
            cookie?: never;
        };
        /** @description What to restore, and how to deliver it. */
        requestBody: {
            content: {
                "application/vnd.atlas.2023-01-01+json": components["schemas"]["RestoreJobRequest"];
            };
        };
        responses: {
            200: components["responses"]["RestoreJobs"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getGroupClusterRestoreJob: {
        parameters: {
            query?: {
                /**
                 * @description Wraps the response in an envelope that repeats the HTTP status, for clients that can't read status or headers. A list uses
                 *     `results` as its envelope, and `status` is added to the body.
                 * @example false
                 */
                envelope?: components["parameters"]["envelope"];
                /**
                 * @description Indents the JSON of the response for human readers.
                 * @example false
                 */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /**
                 * @description Id of the project that holds the cluster. *Group* and *project* are two words for one thing; list yours with `/groups`.
                 * @example 5c8a1f0fc56c98145d922b73
                 */
                groupId: components["parameters"]["groupId"];
                /**
                 * @description Name of the cluster that was backed up. The target of an automated restore is named in `delivery` instead.
                 * @example orders-production
                 */
                clusterName: components["parameters"]["clusterName"];
                /**
                 * @description Id of the restore job, as the operations that create and list restore jobs return it.
                 * @example 681736a9ce2f8a4f6b1d2f80
                 */
                jobId: components["parameters"]["jobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["RestoreJob"];
            400: components["responses"]["BadPath"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NoSuchJob"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ReadFailed"];
        };
    };
}

/** The fields that every variant of CreateGroupClusterRestoreJobBodyDelivery may have: those that no rule names. */
export interface CreateGroupClusterRestoreJobBodyDeliveryBase {
    /**
     * Format: int32
     * @description For how many hours after the job completes the download URL works. For `HTTP`.
     * @example 24
     */
    expirationHours?: number;
    /**
     * Format: int32
     * @description How often the download URL may be used. For `HTTP`.
     * @example 1
     */
    maxDownloads?: number;
}

/**
 * One variant of CreateGroupClusterRestoreJobBodyDelivery: `methodName` is `AUTOMATED_RESTORE`, `targetGroupId` and `targetClusterId` are set.
 *
 * If `delivery.methodName` is `AUTOMATED_RESTORE`, then `delivery.targetGroupId` is set and (`delivery.targetClusterName` or `delivery.targetClusterId` is set). Rule: `IF delivery.methodName=='AUTOMATED_RESTORE' THEN delivery.targetGroupId AND (delivery.targetClusterName OR delivery.targetClusterId);`
 */
export interface AutomatedRestoreToClusterId extends CreateGroupClusterRestoreJobBodyDeliveryBase {
    /**
     * @description How the data is delivered.
     *
     *     **Warning: with `AUTOMATED_RESTORE`, Atlas deletes all existing data on the target cluster before it restores.** It needs
     *     `targetGroupId`, and `targetClusterName` or `targetClusterId`. The response then says `HTTP`, which carries the data to the
     *     target.
     */
    methodName: "AUTOMATED_RESTORE";
    /**
     * @description Id of the project that holds the target cluster. Required for `AUTOMATED_RESTORE`.
     * @example 5c8a1f0fc56c98145d922b73
     */
    targetGroupId: string;
    /**
     * @description Name of the target cluster. `AUTOMATED_RESTORE` needs this or `targetClusterId`. Works for a target without backup, too.
     * @example orders-staging
     */
    targetClusterName?: string;
    /**
     * @description Id of the target cluster: the `clusterId` of its snapshots. `AUTOMATED_RESTORE` needs this or `targetClusterName`. If the
     *     target has no backup enabled, there is no snapshot to read it from: enable backup, or use `targetClusterName`.
     * @example 5c8a21d779358e3ab2f6c1a8
     */
    targetClusterId: string;
}

/**
 * One variant of CreateGroupClusterRestoreJobBodyDelivery: `methodName` is `AUTOMATED_RESTORE`, `targetGroupId` and `targetClusterName` are set.
 *
 * If `delivery.methodName` is `AUTOMATED_RESTORE`, then `delivery.targetGroupId` is set and (`delivery.targetClusterName` or `delivery.targetClusterId` is set). Rule: `IF delivery.methodName=='AUTOMATED_RESTORE' THEN delivery.targetGroupId AND (delivery.targetClusterName OR delivery.targetClusterId);`
 */
export interface AutomatedRestoreToClusterName extends CreateGroupClusterRestoreJobBodyDeliveryBase {
    /**
     * @description How the data is delivered.
     *
     *     **Warning: with `AUTOMATED_RESTORE`, Atlas deletes all existing data on the target cluster before it restores.** It needs
     *     `targetGroupId`, and `targetClusterName` or `targetClusterId`. The response then says `HTTP`, which carries the data to the
     *     target.
     */
    methodName: "AUTOMATED_RESTORE";
    /**
     * @description Id of the project that holds the target cluster. Required for `AUTOMATED_RESTORE`.
     * @example 5c8a1f0fc56c98145d922b73
     */
    targetGroupId: string;
    /**
     * @description Name of the target cluster. `AUTOMATED_RESTORE` needs this or `targetClusterId`. Works for a target without backup, too.
     * @example orders-staging
     */
    targetClusterName: string;
    /**
     * @description Id of the target cluster: the `clusterId` of its snapshots. `AUTOMATED_RESTORE` needs this or `targetClusterName`. If the
     *     target has no backup enabled, there is no snapshot to read it from: enable backup, or use `targetClusterName`.
     * @example 5c8a21d779358e3ab2f6c1a8
     */
    targetClusterId?: string;
}

/**
 * One variant of CreateGroupClusterRestoreJobBodyDelivery: `methodName` is `CLIENT_PIT_HTTP`, `QUERY`, `HTTP`, `THIRD_PARTY_COPY`, `CLIENT_PIT_SCP` or `SCP`.
 *
 * If `delivery.methodName` is `AUTOMATED_RESTORE`, then `delivery.targetGroupId` is set and (`delivery.targetClusterName` or `delivery.targetClusterId` is set). Rule: `IF delivery.methodName=='AUTOMATED_RESTORE' THEN delivery.targetGroupId AND (delivery.targetClusterName OR delivery.targetClusterId);`
 */
export interface NotAutomatedRestore extends CreateGroupClusterRestoreJobBodyDeliveryBase {
    /**
     * @description How the data is delivered.
     *
     *     **Warning: with `AUTOMATED_RESTORE`, Atlas deletes all existing data on the target cluster before it restores.** It needs
     *     `targetGroupId`, and `targetClusterName` or `targetClusterId`. The response then says `HTTP`, which carries the data to the
     *     target.
     */
    methodName: "CLIENT_PIT_HTTP" | "QUERY" | "HTTP" | "THIRD_PARTY_COPY" | "CLIENT_PIT_SCP" | "SCP";
    /**
     * @description Id of the project that holds the target cluster. Required for `AUTOMATED_RESTORE`.
     * @example 5c8a1f0fc56c98145d922b73
     */
    targetGroupId?: string;
    /**
     * @description Name of the target cluster. `AUTOMATED_RESTORE` needs this or `targetClusterId`. Works for a target without backup, too.
     * @example orders-staging
     */
    targetClusterName?: string;
    /**
     * @description Id of the target cluster: the `clusterId` of its snapshots. `AUTOMATED_RESTORE` needs this or `targetClusterName`. If the
     *     target has no backup enabled, there is no snapshot to read it from: enable backup, or use `targetClusterName`.
     * @example 5c8a21d779358e3ab2f6c1a8
     */
    targetClusterId?: string;
}

/** The fields that every variant of CreateGroupClusterRestoreJobBody may have: those that no rule names. */
export interface CreateGroupClusterRestoreJobBodyBase {
    delivery: components["schemas"]["RestoreJobRequestDelivery"];
}

/**
 * One variant of CreateGroupClusterRestoreJobBody: `pointInTimeUTCMillis` is set, the others are left out.
 *
 * Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);`
 * `oplogTs` and `oplogInc` are set together, or not at all. Rule: `AllOrNone(oplogTs, oplogInc);`
 */
export interface OnlyPointInTimeUTCMillis extends CreateGroupClusterRestoreJobBodyBase {
    /** Left out in this variant. Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);` */
    snapshotId?: undefined;
    /** Left out in this variant. Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);` */
    checkpointId?: undefined;
    /** Left out in this variant. Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);` `oplogTs` and `oplogInc` are set together, or not at all. Rule: `AllOrNone(oplogTs, oplogInc);` */
    oplogTs?: undefined;
    /**
     * Format: int64
     * @description Moment up to which all data is restored, in milliseconds since the UNIX epoch. Must lie within the last 24 hours. For
     *     `AUTOMATED_RESTORE`.
     *
     *     Can't be set with `snapshotId`, `checkpointId`, `oplogTs` or `oplogInc`.
     * @example 1746351720000
     */
    pointInTimeUTCMillis: number;
    /** Left out in this variant. `oplogTs` and `oplogInc` are set together, or not at all. Rule: `AllOrNone(oplogTs, oplogInc);` */
    oplogInc?: undefined;
}

/**
 * One variant of CreateGroupClusterRestoreJobBody: `oplogTs` and `oplogInc` are set, the others are left out.
 *
 * Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);`
 * `oplogTs` and `oplogInc` are set together, or not at all. Rule: `AllOrNone(oplogTs, oplogInc);`
 */
export interface OnlyOplogTsAndOplogInc extends CreateGroupClusterRestoreJobBodyBase {
    /** Left out in this variant. Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);` */
    snapshotId?: undefined;
    /** Left out in this variant. Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);` */
    checkpointId?: undefined;
    /**
     * @description Second of the last oplog operation to restore, in ISO 8601 and UTC; query `local.oplog.rs` to find it. Everything up to
     *     and including that operation is restored. For `AUTOMATED_RESTORE`.
     *
     *     Needs `oplogInc`. Can't be set with `snapshotId`, `checkpointId` or `pointInTimeUTCMillis`.
     * @example 2025-05-04T09:42:00Z
     */
    oplogTs: string;
    /** Left out in this variant. Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);` */
    pointInTimeUTCMillis?: undefined;
    /**
     * Format: int32
     * @description Ordinal, within the second `oplogTs`, of the last oplog operation to restore. For `AUTOMATED_RESTORE`.
     *
     *     Needs `oplogTs`. Can't be set with `snapshotId`, `checkpointId` or `pointInTimeUTCMillis`.
     * @example 7
     */
    oplogInc: number;
}

/**
 * One variant of CreateGroupClusterRestoreJobBody: `checkpointId` is set, the others are left out.
 *
 * Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);`
 * `oplogTs` and `oplogInc` are set together, or not at all. Rule: `AllOrNone(oplogTs, oplogInc);`
 */
export interface OnlyCheckpointId extends CreateGroupClusterRestoreJobBodyBase {
    /** Left out in this variant. Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);` */
    snapshotId?: undefined;
    /**
     * @description Id of the sharded-cluster checkpoint up to which all data is restored. For sharded clusters and `AUTOMATED_RESTORE`
     *     only. (The API's reference also says that this operation doesn't support such restores.)
     *
     *     Can't be set with `snapshotId`, `oplogTs`, `oplogInc` or `pointInTimeUTCMillis`.
     * @example 68172b3fce2f8a4f6b1d1c57
     */
    checkpointId: string;
    /** Left out in this variant. Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);` `oplogTs` and `oplogInc` are set together, or not at all. Rule: `AllOrNone(oplogTs, oplogInc);` */
    oplogTs?: undefined;
    /** Left out in this variant. Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);` */
    pointInTimeUTCMillis?: undefined;
    /** Left out in this variant. `oplogTs` and `oplogInc` are set together, or not at all. Rule: `AllOrNone(oplogTs, oplogInc);` */
    oplogInc?: undefined;
}

/**
 * One variant of CreateGroupClusterRestoreJobBody: `snapshotId` is set, the others are left out.
 *
 * Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);`
 * `oplogTs` and `oplogInc` are set together, or not at all. Rule: `AllOrNone(oplogTs, oplogInc);`
 */
export interface OnlySnapshotId extends CreateGroupClusterRestoreJobBodyBase {
    /**
     * @description Id of the snapshot to restore.
     *
     *     Can't be set with `checkpointId`, `oplogTs`, `oplogInc` or `pointInTimeUTCMillis`.
     * @example 681715c0ce2f8a4f6b1d09e4
     */
    snapshotId: string;
    /** Left out in this variant. Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);` */
    checkpointId?: undefined;
    /** Left out in this variant. Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);` `oplogTs` and `oplogInc` are set together, or not at all. Rule: `AllOrNone(oplogTs, oplogInc);` */
    oplogTs?: undefined;
    /** Left out in this variant. Exactly one of `snapshotId`, `checkpointId`, `oplogTs` and `pointInTimeUTCMillis` is set. Rule: `OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);` */
    pointInTimeUTCMillis?: undefined;
    /** Left out in this variant. `oplogTs` and `oplogInc` are set together, or not at all. Rule: `AllOrNone(oplogTs, oplogInc);` */
    oplogInc?: undefined;
}
